package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.XzufiLeistung;
import io.github.bayernkommunal.portalregistry.XzufiObject;
import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Zeitraum;
import io.github.bayernkommunal.portalregistry.XzufiOnlinedienst;
import io.github.bayernkommunal.portalregistry.XzufiOnlinedienst.DienstLink;
import io.github.bayernkommunal.portalregistry.XzufiOrganisationseinheit;
import io.github.bayernkommunal.portalregistry.XzufiSpezialisierung;
import io.github.bayernkommunal.portalregistry.XzufiZustaendigkeit;
import io.github.bayernkommunal.portalregistry.internal.WebAddress;
import java.util.List;

/** Rules for single objects: keys, areas, links, addresses, times, signatures. */
final class ObjectRules {

    private final Findings findings;

    ObjectRules(Findings findings) {
        this.findings = findings;
    }

    void check(XzufiObject object) {
        key("id", object.id());
        if (object instanceof XzufiLeistung leistung) {
            leistung(leistung);
        } else if (object instanceof XzufiOnlinedienst dienst) {
            onlinedienst(dienst);
        } else if (object instanceof XzufiOrganisationseinheit einheit) {
            organisationseinheit(einheit);
        } else if (object instanceof XzufiZustaendigkeit zustaendigkeit) {
            zustaendigkeit("", zustaendigkeit);
        } else if (object instanceof XzufiSpezialisierung spezialisierung) {
            areas("gueltigkeitGebietID", spezialisierung.gueltigkeitGebietID());
            times(spezialisierung.gueltigkeit());
        }
    }

    private void key(String path, Identifikator id) {
        if (id.isEmpty() || id.agency().isEmpty()) {
            findings.error(
                    path,
                    "R02",
                    "the object has no complete key",
                    "Give it an id with schemeAgencyID; both together make it unique");
        }
    }

    private void leistung(XzufiLeistung leistung) {
        for (Code key : leistung.referenzLeiKa()) {
            if (!isDigits(key.code(), 14, 14)) {
                findings.error(
                        "referenzLeiKa", "R05", "a catalogue key has not 14 digits", "Take the key from the catalogue");
            } else if (!Leistungsschluessel.of(key.code()).isRoutable()) {
                findings.warning(
                        "referenzLeiKa",
                        "R05",
                        "%s does not begin with 99".formatted(key.code()),
                        "Take the key from the catalogue");
            }
        }
        boolean named = leistung.modulText().stream()
                .anyMatch(modul -> modul.typ().code().equals(XzufiLeistung.BEZEICHNUNG)
                        || modul.typ().code().equals(XzufiLeistung.BEZEICHNUNG_II));
        if (!named) {
            findings.error("modulText", "R12", "the service has no name", "Add a text of type 02 or 03");
        }
        areas("gueltigkeitGebietID", leistung.gueltigkeitGebietID());
        times(leistung.gueltigkeit());
    }

    private void onlinedienst(XzufiOnlinedienst dienst) {
        boolean reachable = dienst.link().stream()
                .filter(link -> link.typ().code().equals(XzufiOnlinedienst.LINK_DIENST))
                .map(DienstLink::link)
                .anyMatch(link -> WebAddress.of(link)
                        .filter(address -> "https".equalsIgnoreCase(address.getScheme()))
                        .isPresent());
        if (!reachable) {
            findings.error("link", "R08", "there is no https link of type 01", "Add the address of the online service");
        }
        if (dienst.zustaendigkeit().isEmpty()) {
            findings.error(
                    "zustaendigkeit",
                    "R08",
                    "the online service is assigned to no administrative service",
                    "Add a zustaendigkeit with leistungID and gebietID");
        }
        dienst.zustaendigkeit().forEach(entry -> zustaendigkeit("zustaendigkeit/", entry));
        times(dienst.gueltigkeit());
    }

    private void organisationseinheit(XzufiOrganisationseinheit einheit) {
        boolean complete = einheit.anschrift().stream()
                .anyMatch(anschrift -> !anschrift.ort().isEmpty()
                        && !anschrift.postleitzahl().isEmpty()
                        && !(anschrift.strasse().isEmpty()
                                && anschrift.postfach().isEmpty()));
        if (!complete) {
            findings.warning(
                    "anschrift",
                    "R09",
                    "no address has street, postcode and town",
                    "Complete one; without it the office cannot be found by routing");
        }
        einheit.zustaendigkeit().forEach(entry -> zustaendigkeit("zustaendigkeit/", entry));
        times(einheit.gueltigkeit());
    }

    private void zustaendigkeit(String path, XzufiZustaendigkeit zustaendigkeit) {
        if (zustaendigkeit.leistungID().isEmpty()) {
            findings.error(
                    path + "leistungID", "R07", "the responsibility names no administrative service", "Add its key");
        }
        areas(path + "gebietID", zustaendigkeit.gebietID());
        for (Identifikator id : zustaendigkeit.idSekundaer()) {
            if (id.scheme().equals(XzufiZustaendigkeit.DESTINATION)) {
                DestinationRule.check(path + "idSekundaer", id.wert(), zustaendigkeit, findings);
            }
        }
    }

    private void areas(String path, List<Identifikator> areas) {
        for (Identifikator area : areas) {
            if (!isDigits(area.wert(), 2, 12)) {
                findings.error(path, "R06", "an area is not a regional key of 2 to 12 digits", "Use the ARS");
                continue;
            }
            try {
                Ars.of(area.wert());
            } catch (IllegalArgumentException e) {
                findings.warning(path, "R06", String.valueOf(e.getMessage()), "Check the regional key");
            }
        }
    }

    /** By hand: deliveries hold millions of keys. */
    private static boolean isDigits(String text, int least, int most) {
        return text.length() >= least && text.length() <= most && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void times(List<Zeitraum> times) {
        for (Zeitraum time : times) {
            if (!time.beginn().isEmpty() && !time.ende().isEmpty() && Moments.isAfter(time.beginn(), time.ende())) {
                findings.error(
                        "gueltigkeit", "R10", "it ends before it begins", "Exchange beginn and ende, or correct them");
            }
        }
    }
}
