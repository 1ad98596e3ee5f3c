"""A vastgesteld kwartaalrapport and its files never change."""

from django.db import migrations

BEVRIES = """
CREATE FUNCTION rapportage_weiger_wijziging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'rapportage_rapportbestand' OR to_jsonb(OLD) ->> 'status' = 'vastgesteld' THEN
        RAISE EXCEPTION 'Een vastgesteld kwartaalrapport verandert niet.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'kwartaalrapport_bevroren';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kwartaalrapport_bevroren BEFORE UPDATE OR DELETE ON rapportage_kwartaalrapport
    FOR EACH ROW EXECUTE FUNCTION rapportage_weiger_wijziging();
CREATE TRIGGER rapportbestand_bevroren BEFORE UPDATE OR DELETE ON rapportage_rapportbestand
    FOR EACH ROW EXECUTE FUNCTION rapportage_weiger_wijziging();
"""
ONTDOOI = """
DROP TRIGGER rapportbestand_bevroren ON rapportage_rapportbestand;
DROP TRIGGER kwartaalrapport_bevroren ON rapportage_kwartaalrapport;
DROP FUNCTION rapportage_weiger_wijziging();
"""


class Migration(migrations.Migration):
    dependencies = [("rapportage", "0001_begin")]
    operations = [migrations.RunSQL(BEVRIES, ONTDOOI)]
