package io.nextval.server.catalog;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.command.NodeRecord;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.Setting;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.SequenceInfo;
import io.nextval.server.state.Slots;
import io.nextval.sql.QualifiedName;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The catalog of the cluster that this node is part of. */
final class ClusterSource implements CatalogSource {
    private static final Comparator<SequenceRow> BY_NAME =
            Comparator.comparing(SequenceRow::schema).thenComparing(SequenceRow::name);

    private final ClusterView view;

    ClusterSource(ClusterView view) {
        this.view = view;
    }

    @Override
    public CompletableFuture<List<SequenceRow>> sequences(@Nullable Set<QualifiedName> names) {
        List<CompletableFuture<List<SequenceRow>>> reads = new ArrayList<>();
        for (GroupMember member : view.members()) {
            if (member.group() != GroupState.CATALOG_GROUP) {
                if (names == null) {
                    reads.add(read(member, null));
                } else {
                    Set<QualifiedName> here = ownedBy(member.group(), names);
                    if (!here.isEmpty()) {
                        reads.add(read(member, here));
                    }
                }
            }
        }
        return CompletableFuture.allOf(reads.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done -> {
                            List<SequenceRow> rows = new ArrayList<>();
                            for (CompletableFuture<List<SequenceRow>> read : reads) {
                                rows.addAll(read.join());
                            }
                            rows.sort(BY_NAME);
                            return rows;
                        });
    }

    /** The names that live in a group, or may live there if the slots are not known yet. */
    private Set<QualifiedName> ownedBy(int group, Set<QualifiedName> names) {
        List<SlotRun> slots = slots();
        return names.stream()
                .filter(
                        name -> {
                            int owner = owner(slots, name);
                            return owner == group || owner < 0;
                        })
                .collect(Collectors.toSet());
    }

    private static int owner(List<SlotRun> slots, QualifiedName name) {
        int slot = Slots.of(String.valueOf(name.schema()), name.name());
        for (SlotRun run : slots) {
            if (run.firstSlot() <= slot && slot <= run.lastSlot()) {
                return run.group();
            }
        }
        return -1;
    }

    private static CompletableFuture<List<SequenceRow>> read(
            GroupMember member, @Nullable Set<QualifiedName> names) {
        return member.read(state -> infos(state, names))
                .thenApply(infos -> rows(infos, member.group()));
    }

    private static List<SequenceInfo> infos(GroupState state, @Nullable Set<QualifiedName> names) {
        if (names == null) {
            return state.sequenceInfos();
        }
        List<SequenceInfo> infos = new ArrayList<>();
        for (QualifiedName name : names) {
            SequenceInfo info = state.sequenceInfo(String.valueOf(name.schema()), name.name());
            if (info != null) {
                infos.add(info);
            }
        }
        return infos;
    }

    private static List<SequenceRow> rows(List<SequenceInfo> infos, int group) {
        return infos.stream().map(info -> new SequenceRow(info, group)).toList();
    }

    @Override
    public CompletableFuture<CatalogState> catalogState() {
        return catalog().read(state -> new CatalogState(state.schemas(), state.users()));
    }

    private GroupMember catalog() {
        return view.members().get(0);
    }

    @Override
    public List<NodeRecord> nodes() {
        return view.nodes();
    }

    @Override
    public List<GroupInfo> groups() {
        return view.topology().groups();
    }

    @Override
    public List<SlotRun> slots() {
        return view.topology().slots();
    }

    @Override
    public List<SettingRow> settings() {
        NodeConfig config = view.config();
        List<SettingRow> rows = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String value = value(setting, config);
            if (value != null) {
                rows.add(
                        new SettingRow(
                                setting.key(), value, setting.defaultValue(), setting.doc()));
            }
        }
        return rows;
    }

    /** The value in force; null for a setting that is not shown, as one with a secret must be. */
    private static @Nullable String value(Setting setting, NodeConfig config) {
        return switch (setting) {
            case ID -> config.id();
            case DATA -> config.data().toString();
            case LISTEN -> config.listen().toString();
            case ADVERTISE -> config.advertised() == null ? "" : config.advertised().toString();
            case RAFT -> config.raft().toString();
            case HTTP -> config.http().toString();
            case PEERS -> peers(config.peers());
            case AUTH -> lower(config.security().auth());
            case SUPERUSER -> config.security().superuser();
            case INSECURE -> String.valueOf(config.security().insecure());
            case TLS -> lower(config.security().tls().mode());
            case TLS_CERT -> path(config.security().tls().cert());
            case TLS_KEY -> path(config.security().tls().key());
            case TLS_CA -> path(config.security().tls().ca());
            case BLOCK_VALIDITY -> String.valueOf(config.blockValidityMillis());
            case SUPERUSER_PASSWORD_FILE, CONFIG -> null;
        };
    }

    private static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static String path(@Nullable Path path) {
        return path == null ? "" : path.toString();
    }

    private static String peers(Map<String, HostPort> peers) {
        return peers.entrySet().stream()
                .map(peer -> peer.getKey() + "=" + peer.getValue())
                .collect(Collectors.joining(","));
    }
}
