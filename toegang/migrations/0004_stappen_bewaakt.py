"""Besluitnummers from a sequence; the database refuses a skipped step, and a changed onderzoek or letter."""

from django.db import migrations

BEWAAK = """
CREATE SEQUENCE toegang_besluitnummer;

-- Awb 10:3 and werkproces §6: what a besluit must have before it is taken, whoever writes the row.
CREATE FUNCTION toegang_bewaak_besluit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stap toegang_onderzoek%ROWTYPE;
    volmacht toegang_mandaat%ROWTYPE;
BEGIN
    SELECT * INTO stap FROM toegang_onderzoek WHERE besluit_id = NEW.id;
    IF NEW.uitkomst <> 'buiten-behandeling' AND (
        stap.situatie_op IS NULL OR stap.opties_op IS NULL OR stap.specialistisch_op IS NULL
        OR (stap.specialistisch_nodig AND stap.leveringsvorm_op IS NULL)) THEN
        RAISE EXCEPTION 'De vier stappen zijn nog niet alle vier vastgelegd.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'besluit_vier_stappen';
    END IF;
    IF stap.reflectie_door_id = NEW.genomen_door_id THEN
        RAISE EXCEPTION 'Wie meedenkt in stap 2, neemt niet ook het besluit.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'besluit_reflectie_door_ander';
    END IF;
    SELECT * INTO volmacht FROM toegang_mandaat WHERE id = NEW.mandaat_id;
    IF volmacht.gemeente_id <> NEW.gemeente_id OR volmacht.begindatum > NEW.genomen_op
       OR volmacht.einddatum < NEW.genomen_op THEN
        RAISE EXCEPTION 'Dit mandaat geldt niet voor deze gemeente op deze dag.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'besluit_mandaat_geldig';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER besluit_bewaakt BEFORE UPDATE ON toegang_besluit FOR EACH ROW
    WHEN (OLD.status = 'onderzoek' AND NEW.status <> 'onderzoek') EXECUTE FUNCTION toegang_bewaak_besluit();

CREATE FUNCTION toegang_weiger_gewijzigd_onderzoek() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM toegang_besluit WHERE id = OLD.besluit_id AND status <> 'onderzoek') THEN
        RAISE EXCEPTION 'Het onderzoek bij een genomen besluit verandert niet.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'onderzoek_bevroren';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER onderzoek_bevroren BEFORE UPDATE OR DELETE ON toegang_onderzoek
    FOR EACH ROW EXECUTE FUNCTION toegang_weiger_gewijzigd_onderzoek();

-- The table was made anew, so it needs its trigger again.
CREATE TRIGGER beschikking_bevroren BEFORE UPDATE OR DELETE ON toegang_beschikking
    FOR EACH ROW EXECUTE FUNCTION toegang_weiger_wijziging_brief();
"""
LAAT_LOS = """
DROP TRIGGER beschikking_bevroren ON toegang_beschikking;
DROP TRIGGER onderzoek_bevroren ON toegang_onderzoek;
DROP TRIGGER besluit_bewaakt ON toegang_besluit;
DROP FUNCTION toegang_weiger_gewijzigd_onderzoek();
DROP FUNCTION toegang_bewaak_besluit();
DROP SEQUENCE toegang_besluitnummer;
"""


class Migration(migrations.Migration):
    dependencies = [("toegang", "0003_vier_stappen_en_brieven")]
    operations = [migrations.RunSQL(BEWAAK, LAAT_LOS)]
