"""Writing in the intake: contactmomenten, aanmeldingen and the wachtlijst."""
