package io.nextval.server.execute;

import io.nextval.server.catalog.Actor;

/**
 * What a statement is planned with: what the catalog said, and who asks. For one attempt at one
 * statement, on one thread.
 *
 * @param users empty if the statement neither names any nor comes from one
 */
record Known(Schemas schemas, Users users) {
    Actor actor() {
        return users.actor();
    }
}
