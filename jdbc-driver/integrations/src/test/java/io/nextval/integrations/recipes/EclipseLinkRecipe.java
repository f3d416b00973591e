package io.nextval.integrations.recipes;

import io.nextval.jdbc.NextvalDataSource;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.jspecify.annotations.Nullable;

/** Recipe: an entity whose ids are of a sequence of our own class. */
final class EclipseLinkRecipe {
    private EclipseLinkRecipe() {}

    // recipe
    /** Named by the persistence property {@code eclipselink.session.customizer}. */
    public static final class NextvalSequences implements SessionCustomizer {
        @Override
        public void customize(Session session) {
            NextvalDataSource nextval = new NextvalDataSource();
            nextval.setUrl((String) session.getProperty("nextval.url"));
            session.getLogin().addSequence(new NextvalSequence("orders", 50, nextval));
        }
    }

    @Entity
    @Table(name = "orders")
    public static class Order {
        @Id
        @GeneratedValue(generator = "orders")
        @Nullable Long id;

        @Nullable String item;
    }

    // end of recipe
}
