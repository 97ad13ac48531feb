package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Herausgeber;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Text;
import io.github.bayernkommunal.portalregistry.XzufiObject.Versionsinformation;
import io.github.bayernkommunal.portalregistry.XzufiOnlinedienst;
import io.github.bayernkommunal.portalregistry.XzufiOnlinedienst.DienstLink;
import io.github.bayernkommunal.portalregistry.XzufiZustaendigkeit;
import io.github.bayernkommunal.portalregistry.internal.Html;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An online service of ours as the standard's object. */
public final class OnlineServiceXzufi {

    private static final String CATALOGUE = "urn:de:fim:leika:leistung";

    private OnlineServiceXzufi() {}

    /** The object for some of the service's areas. */
    public static XzufiOnlinedienst of(OnlineService service, Collection<Ars> areas, String agencyId) {
        List<XzufiZustaendigkeit> responsibilities = new ArrayList<>();
        for (Leistungsschluessel key : service.leistungen()) {
            for (Ars area : areas) {
                responsibilities.add(new XzufiZustaendigkeit(
                        Identifikator.of(agencyId, "ZustaendigkeitOnlinedienst", service.id() + "-" + key + "-" + area),
                        List.of(),
                        Identifikator.NONE,
                        Identifikator.of("", CATALOGUE, key.value()),
                        List.of(Identifikator.of("", XzufiZustaendigkeit.REGION, area.value())),
                        Code.NONE));
            }
        }
        return new XzufiOnlinedienst(
                Identifikator.of(agencyId, "Onlinedienst", service.id()),
                List.of(),
                service.titles().entrySet().stream()
                        .map(title -> new Text(title.getKey(), title.getValue()))
                        .toList(),
                service.descriptions().entrySet().stream()
                        .map(text -> new Text(text.getKey(), Html.safe(text.getValue())))
                        .toList(),
                List.of(new DienstLink(
                        "de",
                        Code.of(XzufiOnlinedienst.LINKTYPEN, "1", XzufiOnlinedienst.LINK_DIENST),
                        service.address().toString(),
                        service.title())),
                service.trustLevel()
                        .map(level -> Code.of(XzufiOnlinedienst.VERTRAUENSNIVEAUS, "1", level.code()))
                        .orElse(Code.NONE),
                List.of(),
                responsibilities,
                Herausgeber.NONE,
                Versionsinformation.NONE,
                List.of(),
                List.of());
    }
}
