package io.nextval.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Who may do what, over JDBC, on one node: {@code privileges.txt}. */
@Timeout(120)
class PrivilegeMatrixIT {
    private static final String URL = "jdbc:nextval:mem:PrivilegeMatrixIT";
    private static final int CELLS_MIN = 200;

    /** With {@code -Dnextval.golden.write=true} the outcomes are written into the file. */
    @Test
    void eachStatementIsAllowedWithThePrivilegesThatTheTableSays()
            throws SQLException, IOException {
        List<PrivilegeMatrix.Cell> cells =
                PrivilegeMatrix.run(GoldenRunner.FOLDER, GoldenRunner.target(URL));
        if (Boolean.getBoolean("nextval.golden.write")) {
            Path file = GoldenRunner.FOLDER.resolve("privileges.txt");
            Files.writeString(file, PrivilegeMatrix.rewritten(GoldenRunner.FOLDER, cells));
            return;
        }

        assertThat(cells).hasSizeGreaterThan(CELLS_MIN);
        List<PrivilegeMatrix.Cell> wrong =
                cells.stream().filter(cell -> !cell.actual().equals(cell.expected())).toList();
        assertThat(wrong).as(PrivilegeMatrix.text(wrong)).isEmpty();
    }
}
