"""Build static/vendor/ from the npm packages that package.json pins.

`python tools/build_vendor.py` installs them into node_modules/ and writes the files; with `--check` it compares a
fresh build with what is committed and fails on the first difference. The output is committed, so that running the
application needs no Node. Only what our screens use is kept: see BLOCKS and ICONS.
"""

import argparse
import filecmp
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from fontTools import subset  # type: ignore[import-untyped]
from tinycss2.ast import AtRule, Node, QualifiedRule

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
TARGET = ROOT / "static" / "vendor"

THEME = MODULES / "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
DARK = MODULES / "@nl-design-system-community/ma-design-tokens/dist/color-scheme-dark/theme.css"
CANDIDATES = ["button", "data-badge", "heading", "link", "number-badge", "paragraph", "skip-link"]
UTRECHT = MODULES / "@utrecht/component-library-css/dist/index.css"

# The BEM blocks that our templates use; every other rule of the libraries is left out.
BLOCK_NAMES = """
    nl-button nl-data-badge nl-heading nl-link nl-number-badge nl-paragraph nl-skip-link
    utrecht-alert utrecht-alert-dialog utrecht-badge-list utrecht-body utrecht-breadcrumb-nav utrecht-checkbox
    utrecht-custom-checkbox utrecht-data-list utrecht-document utrecht-drawer utrecht-form-field
    utrecht-form-field-description utrecht-form-field-error-message utrecht-form-fieldset utrecht-form-label
    utrecht-nav-bar utrecht-nav-list utrecht-page-footer utrecht-page-header
    utrecht-page-layout utrecht-radio-button utrecht-root utrecht-select utrecht-status-badge
    utrecht-table utrecht-textarea utrecht-textbox
"""
BLOCKS = set(BLOCK_NAMES.split())
# Classes that only draw a state for documentation, and variants that we do not offer.
UNUSED = re.compile(
    r"--(hover|pressed|active|focus|focus-visible|visited|read-only|rtl|ltr|positive|distanced|telephone|"
    r"placeholder|ordered-list|html-blockquote|nowrap|dir-auto|arrows|[\w-]+-size|html-content|html-hr|distanced|sticky-header|busy|image|background-image)$|__backdrop"
)
# Token families that our own stylesheet reads, whether or not a kept component does.
TOKENS = re.compile(
    r"--basis-(color-(accent-1|action-1|(action-2|default|disabled|info|negative|positive|selected|warning)-(?!inverse))|"
    r"border|focus|form-control|heading|page|pointer-target|text)"
)
LAYER = "nlds"
FONTS = [f"noto-sans-{subset}-{weight}-normal.woff2" for subset in ("latin", "latin-ext") for weight in (400, 700)]
ICON_NAMES = """
    adjustments-horizontal alert-circle alert-triangle arrow-back-up arrow-down arrow-left arrow-right arrow-up
    arrows-exchange ban bell building building-community calendar calendar-check calendar-event certificate chart-bar
    chart-line check chevron-down chevron-left chevron-right chevron-up circle-check circle-x clock copy
    currency-euro device-mobile dots download external-link eye eye-off file-download file-text filter fingerprint
    flag friends gavel heart-handshake help-circle history home home-heart hourglass info-circle key keyboard link
    list-check list-details lock lock-open logout mail map-pin menu-2 message message-circle notes paperclip pencil
    phone phone-plus plus printer report school search send settings shield shield-check shield-lock sitemap
    stack-2 star stethoscope target timeline trash upload user user-circle user-plus users x
"""
ICONS = ICON_NAMES.split()


def install() -> None:
    """Install the pinned packages; raise CalledProcessError when npm fails."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is niet gevonden. Installeer Node.js 20 of nieuwer en probeer het opnieuw.")
    subprocess.run(
        [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"],
        cwd=ROOT,
        check=True,
    )


# ---- css ---------------------------------------------------------------------------------------


def is_kept(selector: str) -> bool:
    """Tell whether a selector needs only classes of the blocks that we use."""
    # `:invalid` is true of an empty required field before anything was typed: errors come from the server.
    if re.search(r"utrecht-html|::-moz-focus|:invalid", selector):
        return False
    for name in re.findall(r"\.([\w-]+)", re.sub(r":not\([^)]*\)", "", selector)):
        if re.split(r"__|--", name)[0] not in BLOCKS or UNUSED.search(name):
            return False
    return "." in selector


def squeeze(css: str) -> str:
    """Return one piece of CSS without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css).strip()
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    return re.sub(r"(?<=[;{])([\w-]+): ", r"\1:", re.sub(r"^([\w-]+): ", r"\1:", css))


def split_selectors(prelude: str) -> list[str]:
    """Split a selector list at its outer commas."""
    parts, depth, current = [], 0, ""
    for char in prelude:
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += char
    return [*parts, current.strip()]


def purge(rules: list[Node]) -> Iterator[str]:
    """Yield the rules that we use, minified."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [s for s in split_selectors(squeeze(tinycss2.serialize(rule.prelude))) if is_kept(s)]
            body = squeeze(tinycss2.serialize(rule.content)).strip(";")
            if selectors and body:
                yield f"{','.join(selectors)}{{{body}}}"
        elif isinstance(rule, AtRule) and rule.at_keyword == "media" and rule.content:
            inner = "".join(purge(tinycss2.parse_rule_list(rule.content, True, True)))
            condition = squeeze(tinycss2.serialize(rule.prelude))
            if inner and "-ms-" not in condition:
                yield f"@media {condition}{{{inner}}}"


def read_rules(path: Path) -> list[Node]:
    """Return the rules of a style sheet."""
    rules: list[Node] = tinycss2.parse_stylesheet(path.read_text(), skip_comments=True, skip_whitespace=True)
    return rules


def read_tokens(path: Path) -> dict[str, str]:
    """Read the custom properties of a theme file with one class."""
    tokens = {}
    for rule in read_rules(path):
        if isinstance(rule, QualifiedRule):
            for item in tinycss2.parse_blocks_contents(rule.content):
                if item.type == "declaration":
                    tokens[item.name] = squeeze(tinycss2.serialize(item.value))
    return tokens


def close_tokens(css: str, tokens: dict[str, str]) -> set[str]:
    """Return the tokens that the CSS needs, directly or through another token."""
    todo = set(re.findall(r"--[\w-]+", css)) | {name for name in tokens if TOKENS.match(name)}
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        if name in tokens and name not in seen:
            seen.add(name)
            todo |= set(re.findall(r"--[\w-]+", tokens[name]))
    return seen


VAR = re.compile(r"var\(\s*(--[\w-]+)(?:,((?:[^()]|\((?:[^()]|\([^()]*\))*\))*))?\)")


def settle(value: str, defined: set[str], theme: set[str]) -> str | None:
    """Replace each token that nobody sets by its fallback; None where there is none, as a browser would find out."""
    missing = False

    def choose(match: re.Match[str]) -> str:
        nonlocal missing
        name, fallback = match[1], match[2]
        if fallback is not None:
            fallback = settle(fallback.strip(), defined, theme)
        if name in theme:
            return f"var({name})"
        if name in defined:
            return f"var({name})" if fallback is None else f"var({name},{fallback})"
        missing = missing or fallback is None
        return fallback or ""

    settled = VAR.sub(choose, value)
    return None if missing else settled


def settle_rules(css: str, theme: set[str]) -> str:
    """Settle the tokens of all declarations; a value that cannot be computed is `unset`, as CSS defines it."""
    defined = theme | set(re.findall(r"(?<=[;{])(--[\w-]+):", css))

    def declare(match: re.Match[str]) -> str:
        name, value = match[1], match[2]
        settled = settle(value, defined, theme)
        if "url(" in value:
            # Images inside a stylesheet are refused by our content security policy.
            return ""
        if settled is None:
            return "" if name.startswith("--") else f"{name}:unset"
        return f"{name}:{settled}"

    css = re.sub(r"(?<=[;{])([\w-]+):([^;{}]*)(?=[;}])", declare, css)
    css = re.sub(r";{2,}", ";", css).replace("{;", "{").replace(";}", "}")
    return re.sub(r"[^{}]+\{\}", "", css)


def inline(tokens: dict[str, str], prefix: str) -> dict[str, str]:
    """Write the values of one family of tokens out where they are used."""

    def resolve(value: str) -> str:
        return re.sub(rf"var\(({prefix}[\w-]+)\)", lambda m: resolve(tokens[m[1]]), value)

    return {name: resolve(value) for name, value in tokens.items() if not name.startswith(prefix)}


def license_notices(paths: list[Path]) -> str:
    """Collect the distinct @license comments of the sources."""
    holders: set[str] = set()
    for path in paths:
        for comment in re.findall(r"/\*\*.*?\*/", path.read_text(), flags=re.DOTALL):
            if "@license" in comment:
                holders |= set(re.findall(r"Copyright \(c\) .*", comment))
    lines = "\n".join(f" * {line.strip()}" for line in sorted(holders))
    return (
        f"/*!\n * @license EUPL-1.2\n{lines}\n * Changed: only the rules and tokens in use, in a cascade layer.\n */\n"
    )


def build_css() -> str:
    """Return the purged NL Design System in one cascade layer, so that it can never win from cjg.css."""
    candidates = [MODULES / f"@nl-design-system-candidate/{name}-css/dist/{name}.css" for name in CANDIDATES]
    sources = [UTRECHT, *candidates]
    css = "".join("".join(purge(read_rules(path))) for path in sources)
    light = inline(read_tokens(THEME), "--voorbeeld-")
    dark = read_tokens(DARK)
    css = settle_rules(css, set(light))
    used = close_tokens(css, light | dark)

    def declare(tokens: dict[str, str]) -> str:
        return ";".join(f"{name}:{tokens[name]}" for name in sorted(tokens) if name in used)

    changed = {name: value for name, value in dark.items() if light.get(name) != value}
    theme = (
        f".voorbeeld-theme{{{declare(light)}}}"
        f"@media screen and (prefers-color-scheme:dark){{.voorbeeld-theme{{{declare(changed)}}}}}"
    )
    return f"{license_notices([*sources, THEME, DARK])}@layer {LAYER}{{{theme}{css}}}\n"


# ---- fonts -------------------------------------------------------------------------------------
# Names of Polish, Turkish, Czech, Romanian and other European families; phonetic signs and ancient letters are left out.
NAME_LETTERS = [*range(0x0100, 0x0180), 0x0192, *range(0x01CD, 0x01DD), *range(0x0218, 0x021C), 0x1E9E]


def subset_font(source: Path, target: Path) -> None:
    """Keep only the letters that occur in names, so that one ş in a name does not cost 55 kilobytes."""
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    options.hinting = False
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=NAME_LETTERS)
    cutter.subset(font)
    font["head"].modified = font["head"].created  # the same bytes on every day
    font.recalcTimestamp = False
    subset.save_font(font, str(target), options)


# ---- icons, fonts, htmx ------------------------------------------------------------------------


def build_icons() -> str:
    """Return one SVG sprite with a symbol per icon."""
    symbols = []
    for name in ICONS:
        svg = (MODULES / f"@tabler/icons/icons/outline/{name}.svg").read_text()
        inner = re.sub(r"<path stroke=\"none\"[^>]*/>", "", svg[svg.index(">") + 1 : svg.rindex("</svg>")])
        inner = re.sub(r"\s+", " ", inner).replace("> <", "><").replace(" />", "/>").strip()
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
            f'stroke-linecap="round" stroke-linejoin="round">{inner}</symbol>'
        )
    notice = "<!-- Tabler Icons, MIT License, Copyright (c) 2020-2026 Pawel Kuna -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">{notice}\n' + "\n".join(symbols) + "\n</svg>\n"


def build(target: Path) -> None:
    """Write all of static/vendor/ into `target`."""
    for folder in ("nlds", "fonts", "htmx"):
        (target / folder).mkdir(parents=True, exist_ok=True)
    (target / "nlds/nlds.css").write_text(build_css())
    (target / "icons.svg").write_text(build_icons())
    for name in FONTS:
        source = MODULES / "@fontsource/noto-sans/files" / name
        if "latin-ext" in name:
            subset_font(source, target / "fonts" / name)
        else:
            shutil.copyfile(source, target / "fonts" / name)
    shutil.copyfile(MODULES / "@fontsource/noto-sans/LICENSE", target / "fonts/LICENSE")
    # The map is not shipped, so neither is the pointer to it: the manifest storage refuses a missing file.
    htmx = (MODULES / "htmx.org/dist/htmx.min.js").read_text()
    notice = "/*! htmx 4.0.1, 0BSD, https://htmx.org */\n"
    (target / "htmx/htmx.min.js").write_text(notice + re.sub(r"\n?//# sourceMappingURL=.*", "", htmx).strip() + "\n")


def differences(fresh: Path, committed: Path) -> list[str]:
    """List the files that are missing, superfluous or different."""
    names = {str(p.relative_to(base)) for base in (fresh, committed) for p in base.rglob("*") if p.is_file()}
    return sorted(
        name
        for name in names
        if not ((fresh / name).exists() and (committed / name).exists())
        or not filecmp.cmp(fresh / name, committed / name, shallow=False)
    )


def main() -> int:
    """Build, or compare with `--check`; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="vergelijk met wat is vastgelegd, schrijf niets")
    parser.add_argument("--no-install", action="store_true", help="gebruik node_modules/ zoals het is")
    options = parser.parse_args()
    if not options.no_install:
        install()
    if not options.check:
        shutil.rmtree(TARGET, ignore_errors=True)
        build(TARGET)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        wrong = differences(Path(folder), TARGET)
    for name in wrong:
        print(f"static/vendor/{name} is niet wat package.json oplevert.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
