package io.github.bayernkommunal.portalregistry;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class RoutesKeepTheContractTest {

    @Nested
    class FeedInMemory extends PublicationRouteContract {
        @Override
        protected PublicationRoute freshRoute() {
            return feed().build();
        }
    }

    @Nested
    class FeedInADirectory extends PublicationRouteContract {
        @TempDir
        private Path directory;

        @Override
        protected PublicationRoute freshRoute() {
            return feed().directory(directory).build();
        }
    }

    @Nested
    class Files extends PublicationRouteContract {
        @TempDir
        private Path directory;

        @Override
        protected PublicationRoute freshRoute() {
            return XzufiFiles.into(directory)
                    .rootElement("transfer")
                    .agencyId("L199999")
                    .build();
        }
    }

    @Nested
    class Sheet extends PublicationRouteContract {
        @TempDir
        private Path directory;

        @Override
        protected PublicationRoute freshRoute() {
            return WorkSheet.into(directory);
        }
    }

    private static ServiceFeed.Builder feed() {
        return ServiceFeed.builder()
                .credentials("portal", "geheim-genug")
                .rootElement("transfer")
                .agencyId("L199999");
    }
}
