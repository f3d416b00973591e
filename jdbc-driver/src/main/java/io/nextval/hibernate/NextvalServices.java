package io.nextval.hibernate;

import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

import java.util.Map;

/**
 * Adds {@link NextvalCluster} to Hibernate's services, found by the service loader. It comes into
 * being when the first entity with {@link NextvalSequence} asks for it. {@link InsertStrategies}
 * changes nothing for other entities.
 */
public final class NextvalServices implements ServiceContributor {
    private static final class Initiator implements StandardServiceInitiator<NextvalCluster> {
        @Override
        public Class<NextvalCluster> getServiceInitiated() {
            return NextvalCluster.class;
        }

        @Override
        public NextvalCluster initiateService(
                Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return new NextvalCluster(ClusterSettings.of(settings));
        }
    }

    /** Called by the service loader. */
    public NextvalServices() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        builder.addInitiator(new Initiator());
        builder.addInitiator(new InsertStrategies.Initiator());
    }
}
