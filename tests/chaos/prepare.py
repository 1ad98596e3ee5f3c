"""Who works in the deployment under test: the cast of the tests, of whom Ema signs in with a password."""

from tests.chaos.django_script import set_up

PASSWORD = "Chaos-en-toch-alles-bewaard-1"


def main() -> None:
    """Make the cast."""
    set_up()
    from tests.cast import make_cast

    ema = make_cast().ema
    ema.set_password(PASSWORD)
    ema.save(update_fields=["password"])


if __name__ == "__main__":
    main()
