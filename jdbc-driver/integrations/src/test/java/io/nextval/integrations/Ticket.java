package io.nextval.integrations;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** An entity whose ids are drawn a few at a time. */
@Entity
@Table(name = "tickets")
public class Ticket {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ticket_ids")
    @SequenceGenerator(name = "ticket_ids", sequenceName = "ticket_ids", allocationSize = 2)
    private long id;

    private int writer;

    /** For Hibernate. */
    protected Ticket() {}

    Ticket(int writer) {
        this.writer = writer;
    }

    long id() {
        return id;
    }

    int writer() {
        return writer;
    }
}
