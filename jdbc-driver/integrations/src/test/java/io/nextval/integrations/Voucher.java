package io.nextval.integrations;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity whose ids come from the cluster whatever its database has. */
@Entity
@Table(name = "vouchers")
public class Voucher {
    @Id
    @NextvalSequence("vouchers")
    private long id;

    /** For Hibernate. */
    protected Voucher() {}

    static Voucher of() {
        return new Voucher();
    }

    long id() {
        return id;
    }
}
