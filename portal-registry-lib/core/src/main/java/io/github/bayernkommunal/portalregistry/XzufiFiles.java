package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.xzufi.DeliveryFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes as XZuFi files with an index into a folder that a plain web server shows: {@code index.txt} names the files of the run.
 *
 * <p>Every run writes new files with names of its own and replaces the index last, in one step. The files of the run before stay until
 * the next one, so that a collection under way can end; a run that breaks off leaves index and files as they were.
 *
 * <p>Evidence: index and names of files are <em>observed</em> at collections of the federal directory.
 *
 * @source PVOG Sammlerdienst, pull
 */
public final class XzufiFiles implements PublicationRoute {

    private final DeliveryFolder folder;

    private XzufiFiles(DeliveryFolder folder) {
        this.folder = folder;
    }

    /**
     * Starts a route.
     *
     * @param folder an existing or new folder that belongs to this route alone
     * @return a builder that still needs the agency and the root element
     */
    public static Builder into(Path folder) {
        return new Builder(folder);
    }

    @Override
    public String name() {
        return "xzufi-files";
    }

    @Override
    public ServiceDirectory registered() {
        return folder.registered();
    }

    @Override
    public RegistrationReport publish(RegistrationPlan plan) {
        return publish(plan, Progress.UNWATCHED);
    }

    @Override
    public RegistrationReport publish(RegistrationPlan plan, Progress progress) {
        return folder.publish(plan, name(), progress);
    }

    /** Collects what makes a route; {@link #build()} names every problem at once. */
    public static final class Builder {

        private final Path folder;
        private String rootElement = "";
        private String agencyId = "";
        private String sender = "portal-registry-lib";
        private XzufiVersion version = XzufiVersion.V2_2_0;
        private int objectsPerFile = 1000;
        private Clock clock = Clock.systemUTC();

        private Builder(Path folder) {
            this.folder = folder;
        }

        /**
         * Sets the local name of the root element of the messages; whoever collects tells it.
         *
         * @param localName an XML name without prefix
         * @return this builder
         */
        public Builder rootElement(String localName) {
            this.rootElement = localName;
            return this;
        }

        /**
         * Sets the key of the editorial office in which the ids of the services are unique.
         *
         * @param agencyId a letter and six digits, for example {@code L100042}
         * @return this builder
         */
        public Builder agencyId(String agencyId) {
            this.agencyId = agencyId;
            return this;
        }

        /**
         * Sets who is named as sender.
         *
         * @param sender name of the operator; default {@code portal-registry-lib}
         * @return this builder
         */
        public Builder sender(String sender) {
            this.sender = sender;
            return this;
        }

        /**
         * Sets the version of the messages.
         *
         * @param version 2.2.0 (default) or 2.3.1
         * @return this builder
         */
        public Builder version(XzufiVersion version) {
            this.version = version;
            return this;
        }

        /**
         * Sets how many objects a file holds at most. A file that breaks a rule is skipped as a whole, so small files lose less.
         *
         * @param objects 1 or more; default 1000
         * @return this builder
         */
        public Builder objectsPerFile(int objects) {
            this.objectsPerFile = objects;
            return this;
        }

        /**
         * Sets the clock for names and heads of the messages.
         *
         * @param clock default: the system's
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Makes the route and reads what was published before.
         *
         * @return the route
         * @throws IllegalArgumentException naming every missing or wrong part
         * @throws PortalRegistryException if the folder cannot be used or is damaged
         */
        public XzufiFiles build() {
            List<String> problems = new ArrayList<>();
            if (!rootElement.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                problems.add("root element: an XML name without prefix is needed; whoever collects tells it");
            }
            if (!agencyId.matches("[A-Z][0-9]{6}")) {
                problems.add("agency id: a letter and six digits are needed, for example L100042");
            }
            if (!version.isWritable()) {
                problems.add("version: 2.2.0 or 2.3.1");
            }
            if (objectsPerFile < 1) {
                problems.add("objects per file: at least 1; got %d".formatted(objectsPerFile));
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(
                        "The route has %d problem(s):\n- %s".formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new XzufiFiles(DeliveryFolder.open(
                    folder, new DeliveryFolder.Form(rootElement, agencyId, sender, version, objectsPerFile, clock)));
        }
    }
}
