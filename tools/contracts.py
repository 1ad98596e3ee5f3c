"""A contract for import-linter: what one room takes from another comes through that room's door.

import-linter's own `protected` contract wants every closed module listed, so that a new one stands open until
somebody thinks of it. Here all is closed but the doors.
"""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorContract(Contract):
    """Only the doors of a room are imported from outside the room.

    Configuration options:
        rooms: the packages that are closed.
        doors: names of the modules in a room that are open, such as `api`.
        composers: modules outside the rooms that put them together before Django's apps are there: the settings.
    """

    type_name = "door"

    rooms = fields.ListField(subfield=fields.StringField())
    doors = fields.ListField(subfield=fields.StringField())
    composers = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find every import that enters a room beside its doors."""
        found: list[dict[str, Any]] = []
        composers: set[str] = set(self.composers)  # type: ignore[call-overload]
        for room in self.rooms:  # type: ignore[attr-defined]  # a field while the class is made, its value afterwards
            inside = {room, *graph.find_descendants(room)}
            doors = [f"{room}.{door}" for door in self.doors]  # type: ignore[attr-defined]
            for imported in sorted(inside):
                if any(imported == door or imported.startswith(f"{door}.") for door in doors):
                    continue
                found.extend(
                    {"importer": importer, "imported": imported, **_line(graph, importer, imported)}
                    for importer in sorted(graph.find_modules_that_directly_import(imported) - inside - composers)
                    if not _is_generated(importer)
                )
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import with its line."""
        for link in check.metadata["found"]:
            output.print_error(
                f"{link['importer']} (line {link['line']}) imports {link['imported']}: use its api", bold=False
            )
            output.new_line()


def _is_generated(module: str) -> bool:
    # Django writes the place where a default or a base class was defined, not the door it came through.
    return ".migrations." in module


def _line(graph: ImportGraph, importer: str, imported: str) -> dict[str, Any]:
    details = graph.get_import_details(importer=importer, imported=imported)
    return {"line": details[0]["line_number"] if details else "?"}
