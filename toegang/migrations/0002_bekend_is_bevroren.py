"""A besluit that was taken keeps its content, and a beschikking stays exactly as sent."""

from django.db import migrations

BEVRIES = """
CREATE FUNCTION toegang_weiger_genomen_besluit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mag text[] := ARRAY['status', 'bekendmaking', 'bezwaar_tot', 'versie', 'gewijzigd_op'];
BEGIN
    IF OLD.status = 'onderzoek' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.status = 'bekendgemaakt' OR NEW.status = 'onderzoek'
       OR (to_jsonb(OLD) - mag) IS DISTINCT FROM (to_jsonb(NEW) - mag) THEN
        RAISE EXCEPTION 'Een genomen besluit verandert niet. Neem een nieuw besluit.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'besluit_bevroren';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER besluit_bevroren BEFORE UPDATE OR DELETE ON toegang_besluit
    FOR EACH ROW EXECUTE FUNCTION toegang_weiger_genomen_besluit();

CREATE FUNCTION toegang_weiger_wijziging_brief() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Een verstuurde beschikking verandert niet.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'beschikking_bevroren';
END $$;
CREATE TRIGGER beschikking_bevroren BEFORE UPDATE OR DELETE ON toegang_beschikking
    FOR EACH ROW EXECUTE FUNCTION toegang_weiger_wijziging_brief();
"""
ONTDOOI = """
DROP TRIGGER beschikking_bevroren ON toegang_beschikking;
DROP TRIGGER besluit_bevroren ON toegang_besluit;
DROP FUNCTION toegang_weiger_wijziging_brief();
DROP FUNCTION toegang_weiger_genomen_besluit();
"""


class Migration(migrations.Migration):
    dependencies = [("toegang", "0001_begin")]
    operations = [migrations.RunSQL(BEVRIES, ONTDOOI)]
