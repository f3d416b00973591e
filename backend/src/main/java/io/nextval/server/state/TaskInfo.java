package io.nextval.server.state;

import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Task;

import java.util.List;

/**
 * The task whose turn it is. Immutable.
 *
 * @param id its number; tasks have their turns in the order of their numbers
 * @param userId who must own what is dropped; 0 if nobody needs to
 * @param schemas those that are to be dropped, none for other tasks
 * @param decided false while the groups prepare their parts, true while they finish them
 * @param commit once decided, whether it is carried out
 */
public record TaskInfo(
        long id, Task task, long userId, List<SchemaRef> schemas, boolean decided, boolean commit) {
    public TaskInfo {
        schemas = List.copyOf(schemas);
    }
}
