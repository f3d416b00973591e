package io.nextval.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which test goes beyond each limit. */
final class LimitTests {
    private static final List<String> FOLDERS =
            List.of("src/test/java/io/nextval/server", "../sql/src/test/java/io/nextval/sql");

    private LimitTests() {}

    /** The test, as {@code Class.method}. */
    static String of(ServerLimits limit) {
        return switch (limit) {
            case HANDSHAKE_MILLIS -> "LimitsIT.endsASlowDripAtTheSameTime";
            case HANDSHAKE_FRAME_BYTES -> "LimitsIT.refusesALongFrameBeforeTheLogin";
            case FRAME_BYTES -> "LimitsIT.refusesAFrameOfTwoGigabytesBeforeAndAfterTheLogin";
            case CONNECTIONS -> "AdmissionTest.limitsTheConnections";
            case LOGINS_PER_ADDRESS -> "LimitsIT.tellsWhoConnectsTooOftenWithoutLoggingIn";
            case LOGINS -> "AdmissionTest.limitsTheLoginsOfAllAddresses";
            case REFUSALS -> "AdmissionTest.closesWithoutAWordWhenTooManyAreBeingRefused";
            case LOGIN_DELAY_MILLIS ->
                    "HandshakeTest.tellsWhoFailsMoreOftenLaterAndLetsTheRightPasswordInAtOnce";
            case LOGIN_FAILURES -> "FailedLoginsTest.forgetsTheQuietestWhenThereAreTooMany";
            case LOGIN_FAILURE_MILLIS -> "FailedLoginsTest.forgetsAfterAWhile";
            case SCRAM_ITERATIONS_MIN -> "ScramTest.refusesTooFewAndTooManyIterations";
            case SCRAM_ITERATIONS_MAX -> "ScramTest.refusesTooFewAndTooManyIterations";
            case PASSWORD_CHARS -> "ScramTest.refusesAnEmptyAndATooLongPassword";
            case REQUESTS_PER_CONNECTION -> "LimitsIT.refusesTooManyRequestsWithoutAnAnswer";
            case LARGE_FRAME_BYTES -> "FrameDecoderTest.endsAConnectionWhoseLargeFrameDrips";
            case LARGE_FRAMES_BYTES -> "LimitsIT.refusesLargeFramesBeyondTheMemoryForThem";
            case LARGE_FRAME_MILLIS -> "FrameDecoderTest.endsAConnectionWhoseLargeFrameDrips";
            case UNREAD_REPLY_BYTES -> "LimitsIT.endsAConnectionThatReadsNothing";
            case STATEMENTS_WAITING ->
                    "WaitingStatementsIT.refusesStatementsBeyondThoseThatMayWaitAndAnswersTheRest";
            case STATEMENT_CHARS ->
                    "ParserLimitsTest.statementOfTheGreatestLengthIsParsedAndALongerOneIsRefused";
            case REQUESTS_PER_GROUP -> "ProposerTest.refusesWhatIsTooMuchAndServesTheRest";
            case RESULT_ROWS -> "CatalogQueriesTest.endsResultsThatAreTooLarge";
            case QUERY_MILLIS -> "BudgetTest.endsAQueryWhoseTimeIsOver";
            case NAME_BYTES -> "CommandTest.takesNamesUpToTheLimitInBytes";
            case COMMENT_BYTES -> "CommandTest.takesCommentsUpToTheLimitInBytes";
            case SEQUENCES_PER_GROUP ->
                    "LimitsTest.refusesASequenceBeyondTheLimitAndRestoresAsManyAsTheLimit";
            case SCHEMAS -> "LimitsTest.refusesASchemaBeyondTheLimitAndRestoresAsManyAsTheLimit";
            case USERS -> "LimitsTest.refusesAUserBeyondTheLimitAndRestoresAsManyAsTheLimit";
            case CLIENTS_PER_GROUP -> "LimitsTest.refusesANewClientRatherThanForgetALiveOne";
        };
    }

    /** Whether there is such a test. */
    static boolean exists(String test) throws IOException {
        int dot = test.indexOf('.');
        String file = test.substring(0, dot) + ".java";
        String method = "    void " + test.substring(dot + 1) + "(";
        Path module = Path.of(System.getProperty("basedir", "."));
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(module.resolve(folder))) {
                for (Path found : files.filter(path -> path.endsWith(file)).toList()) {
                    if (Files.readString(found).contains(method)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
