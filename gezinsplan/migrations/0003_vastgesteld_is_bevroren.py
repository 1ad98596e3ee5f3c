"""A vastgestelde planversie never changes, nor what hangs on it: plain triggers, which the application cannot skip."""

from django.db import migrations

BEVRIES = """
CREATE FUNCTION gezinsplan_weiger_bevroren_versie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'vastgesteld' THEN
        RAISE EXCEPTION 'Een vastgesteld gezinsplan verandert niet. Maak een nieuwe versie.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'planversie_bevroren';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planversie_bevroren BEFORE UPDATE OR DELETE ON gezinsplan_planversie
    FOR EACH ROW EXECUTE FUNCTION gezinsplan_weiger_bevroren_versie();

CREATE FUNCTION gezinsplan_weiger_bevroren_deel() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    geraakt uuid[];
BEGIN
    IF TG_TABLE_NAME = 'gezinsplan_actie' THEN
        SELECT array_agg(planversie_id) INTO geraakt FROM gezinsplan_doel
        WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.doel_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.doel_id END);
    ELSE
        geraakt := ARRAY[
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.planversie_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.planversie_id END];
    END IF;
    -- FOR SHARE: a version that is being vastgesteld at this moment decides first
    PERFORM 1 FROM gezinsplan_planversie WHERE id = ANY (geraakt) AND status = 'vastgesteld' FOR SHARE;
    IF FOUND THEN
        RAISE EXCEPTION 'Een vastgesteld gezinsplan verandert niet. Maak een nieuwe versie.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'planversie_bevroren';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER doel_bevroren BEFORE INSERT OR UPDATE OR DELETE ON gezinsplan_doel
    FOR EACH ROW EXECUTE FUNCTION gezinsplan_weiger_bevroren_deel();
CREATE TRIGGER actie_bevroren BEFORE INSERT OR UPDATE OR DELETE ON gezinsplan_actie
    FOR EACH ROW EXECUTE FUNCTION gezinsplan_weiger_bevroren_deel();
CREATE TRIGGER akkoord_bevroren BEFORE INSERT OR UPDATE OR DELETE ON gezinsplan_akkoord
    FOR EACH ROW EXECUTE FUNCTION gezinsplan_weiger_bevroren_deel();
"""
ONTDOOI = """
DROP TRIGGER akkoord_bevroren ON gezinsplan_akkoord;
DROP TRIGGER actie_bevroren ON gezinsplan_actie;
DROP TRIGGER doel_bevroren ON gezinsplan_doel;
DROP TRIGGER planversie_bevroren ON gezinsplan_planversie;
DROP FUNCTION gezinsplan_weiger_bevroren_deel();
DROP FUNCTION gezinsplan_weiger_bevroren_versie();
"""


class Migration(migrations.Migration):
    dependencies = [("gezinsplan", "0002_begin")]
    operations = [migrations.RunSQL(BEVRIES, ONTDOOI)]
