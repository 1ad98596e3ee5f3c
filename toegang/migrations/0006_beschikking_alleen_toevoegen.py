"""A letter as sent: the application may add one and read it, nothing else; nobody may change one."""

from django.db import migrations

from cjg.basis.api import AppendOnly

WEG = "DROP TRIGGER beschikking_bevroren ON toegang_beschikking; DROP FUNCTION toegang_weiger_wijziging_brief();"
TERUG = """
CREATE FUNCTION toegang_weiger_wijziging_brief() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Een verstuurde beschikking verandert niet.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'beschikking_bevroren';
END $$;
CREATE TRIGGER beschikking_bevroren BEFORE UPDATE OR DELETE ON toegang_beschikking
    FOR EACH ROW EXECUTE FUNCTION toegang_weiger_wijziging_brief();
"""


class Migration(migrations.Migration):
    dependencies = [("toegang", "0005_aanvraag_eenmaal"), ("basis", "0002_vastleggen")]
    operations = [migrations.RunSQL(WEG, TERUG), AppendOnly("toegang_beschikking")]
