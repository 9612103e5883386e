using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Groupware.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "card_value",
                columns: table => new
                {
                    collection_id = table.Column<long>(type: "bigint", nullable: false),
                    property = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    object_id = table.Column<long>(type: "bigint", nullable: false),
                    n = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    folded = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_card_value", x => new { x.collection_id, x.property, x.object_id, x.n });
                });

            migrationBuilder.CreateTable(
                name: "change",
                columns: table => new
                {
                    collection_id = table.Column<long>(type: "bigint", nullable: false),
                    token = table.Column<long>(type: "bigint", nullable: false),
                    object_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    by_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_change", x => new { x.collection_id, x.token });
                });

            migrationBuilder.CreateTable(
                name: "collection",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    is_book = table.Column<bool>(type: "boolean", nullable: false),
                    components = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    path_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    display_name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    description_language = table.Column<string>(type: "text", nullable: false),
                    color = table.Column<string>(type: "text", nullable: false),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                    zone_id = table.Column<string>(type: "text", nullable: true),
                    time_zone_text = table.Column<string>(type: "text", nullable: true),
                    transparent = table.Column<bool>(type: "boolean", nullable: false),
                    everyone = table.Column<int>(type: "integer", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    sync_token = table.Column<long>(type: "bigint", nullable: false),
                    purged_to = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    deleted_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collection", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "collection_display",
                columns: table => new
                {
                    collection_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    hidden = table.Column<bool>(type: "boolean", nullable: false),
                    color = table.Column<string>(type: "text", nullable: true),
                    sort_order = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collection_display", x => new { x.collection_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "collection_right",
                columns: table => new
                {
                    collection_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collection_right", x => new { x.collection_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "dead_property",
                columns: table => new
                {
                    collection_id = table.Column<long>(type: "bigint", nullable: false),
                    object_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dead_property", x => new { x.collection_id, x.object_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "directory_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_state", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "draft",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    from_address = table.Column<string>(type: "text", nullable: false),
                    to = table.Column<string>(type: "text", nullable: false),
                    cc = table.Column<string>(type: "text", nullable: false),
                    bcc = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    plain_text = table.Column<bool>(type: "boolean", nullable: false),
                    quote_html = table.Column<string>(type: "text", nullable: false),
                    quote_text = table.Column<string>(type: "text", nullable: false),
                    quote = table.Column<int>(type: "integer", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: false),
                    in_reply_to = table.Column<string>(type: "text", nullable: false),
                    references = table.Column<string>(type: "text", nullable: false),
                    source_folder = table.Column<string>(type: "text", nullable: false),
                    source_uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    source_uid = table.Column<long>(type: "bigint", nullable: false),
                    copy_uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    copy_uid = table.Column<long>(type: "bigint", nullable: false),
                    copy_version = table.Column<long>(type: "bigint", nullable: false),
                    open = table.Column<bool>(type: "boolean", nullable: false),
                    handed_over_at = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    saved_at = table.Column<long>(type: "bigint", nullable: false),
                    discarded_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mail_domain",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_domain", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "object",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    collection_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    uid = table.Column<string>(type: "text", nullable: false),
                    component = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    classification = table.Column<int>(type: "integer", nullable: false),
                    recurring = table.Column<bool>(type: "boolean", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    occurrence_hash = table.Column<long>(type: "bigint", nullable: false),
                    indexed_from = table.Column<long>(type: "bigint", nullable: true),
                    indexed_to = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    modified_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_object", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "occurrence",
                columns: table => new
                {
                    object_id = table.Column<long>(type: "bigint", nullable: false),
                    recurrence = table.Column<long>(type: "bigint", nullable: false),
                    collection_id = table.Column<long>(type: "bigint", nullable: false),
                    starts = table.Column<long>(type: "bigint", nullable: false),
                    ends = table.Column<long>(type: "bigint", nullable: false),
                    flags = table.Column<int>(type: "integer", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: true),
                    place = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_occurrence", x => new { x.object_id, x.recurrence });
                });

            migrationBuilder.CreateTable(
                name: "outbox_item",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    draft_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    sender = table.Column<string>(type: "text", nullable: false),
                    recipients = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    claimed_by = table.Column<string>(type: "text", nullable: false),
                    claimed_at = table.Column<long>(type: "bigint", nullable: true),
                    fault = table.Column<int>(type: "integer", nullable: false),
                    fault_detail = table.Column<string>(type: "text", nullable: false),
                    queued_at = table.Column<long>(type: "bigint", nullable: false),
                    submitted_at = table.Column<long>(type: "bigint", nullable: true),
                    filed_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_item", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    display_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    zone_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    is_administrator = table.Column<bool>(type: "boolean", nullable: false),
                    disabled_at = table.Column<long>(type: "bigint", nullable: true),
                    quota_bytes = table.Column<long>(type: "bigint", nullable: false),
                    secret_generation = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    last_seen_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person_group",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_group", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "replaced",
                columns: table => new
                {
                    collection_id = table.Column<long>(type: "bigint", nullable: false),
                    token = table.Column<long>(type: "bigint", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_replaced", x => new { x.collection_id, x.token });
                });

            migrationBuilder.CreateTable(
                name: "draft_attachment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    draft_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    content_id = table.Column<string>(type: "text", nullable: false),
                    added_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft_attachment", x => x.id);
                    table.ForeignKey(
                        name: "fk_draft_attachment_draft_draft_id",
                        column: x => x.draft_id,
                        principalTable: "draft",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "draft_version",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    draft_id = table.Column<Guid>(type: "uuid", nullable: false),
                    based_on = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    kept_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft_version", x => x.id);
                    table.ForeignKey(
                        name: "fk_draft_version_draft_draft_id",
                        column: x => x.draft_id,
                        principalTable: "draft",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_preference",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    theme = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    density = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    reading_pane = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    signature_html = table.Column<string>(type: "text", nullable: false),
                    shortcuts_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    first_day_of_week = table.Column<int>(type: "integer", nullable: false),
                    time_format = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_preference", x => x.person_id);
                    table.ForeignKey(
                        name: "fk_person_preference_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_secret",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    label = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    protocols = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    revoked_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_secret", x => x.id);
                    table.ForeignKey(
                        name: "fk_person_secret_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "web_session",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    secret_generation = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    last_seen_at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    browser = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    remote_address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sealed_mail_secret = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_web_session", x => x.id);
                    table.ForeignKey(
                        name: "fk_web_session_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "directory_address",
                columns: table => new
                {
                    address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    group_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_address", x => x.address);
                    table.ForeignKey(
                        name: "fk_directory_address_person_groups_group_id",
                        column: x => x.group_id,
                        principalTable: "person_group",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_directory_address_persons_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_group_member",
                columns: table => new
                {
                    group_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_group_member", x => new { x.group_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_person_group_member_person_group_group_id",
                        column: x => x.group_id,
                        principalTable: "person_group",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_person_group_member_persons_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "directory_state",
                columns: new[] { "id", "version" },
                values: new object[] { 1, 1L });

            migrationBuilder.CreateIndex(
                name: "ix_card_value_object_id",
                table: "card_value",
                column: "object_id");

            migrationBuilder.CreateIndex(
                name: "ix_change_at",
                table: "change",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_collection_everyone",
                table: "collection",
                column: "everyone");

            migrationBuilder.CreateIndex(
                name: "ix_collection_owner_id_is_book_path_name",
                table: "collection",
                columns: new[] { "owner_id", "is_book", "path_name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_collection_display_person_id",
                table: "collection_display",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_collection_right_person_id",
                table: "collection_right",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_directory_address_group_id",
                table: "directory_address",
                column: "group_id");

            migrationBuilder.CreateIndex(
                name: "ix_directory_address_person_id",
                table: "directory_address",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_draft_discarded_at",
                table: "draft",
                column: "discarded_at");

            migrationBuilder.CreateIndex(
                name: "ix_draft_person_id_open",
                table: "draft",
                columns: new[] { "person_id", "open" });

            migrationBuilder.CreateIndex(
                name: "ix_draft_attachment_content_hash",
                table: "draft_attachment",
                column: "content_hash");

            migrationBuilder.CreateIndex(
                name: "ix_draft_attachment_draft_id_position",
                table: "draft_attachment",
                columns: new[] { "draft_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_draft_version_draft_id_content_hash",
                table: "draft_version",
                columns: new[] { "draft_id", "content_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mail_domain_name",
                table: "mail_domain",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_object_collection_id_indexed_to",
                table: "object",
                columns: new[] { "collection_id", "indexed_to" },
                filter: "indexed_to is not null");

            migrationBuilder.CreateIndex(
                name: "ix_object_collection_id_name",
                table: "object",
                columns: new[] { "collection_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_object_collection_id_revision_name_hash",
                table: "object",
                columns: new[] { "collection_id", "revision", "name", "hash" });

            migrationBuilder.CreateIndex(
                name: "ix_object_collection_id_uid",
                table: "object",
                columns: new[] { "collection_id", "uid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_occurrence_collection_id_ends_starts_flags_object_id",
                table: "occurrence",
                columns: new[] { "collection_id", "ends", "starts", "flags", "object_id" },
                filter: "ends - starts > 864000000000");

            migrationBuilder.CreateIndex(
                name: "ix_occurrence_collection_id_starts_ends_flags_object_id",
                table: "occurrence",
                columns: new[] { "collection_id", "starts", "ends", "flags", "object_id" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_item_draft_id",
                table: "outbox_item",
                column: "draft_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_item_person_id_state",
                table: "outbox_item",
                columns: new[] { "person_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_item_state_due_at",
                table: "outbox_item",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_person_address",
                table: "person",
                column: "address",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_person_group_address",
                table: "person_group",
                column: "address",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_person_group_member_person_id",
                table: "person_group_member",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_secret_person_id",
                table: "person_secret",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_web_session_expires_at",
                table: "web_session",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_web_session_person_id",
                table: "web_session",
                column: "person_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "card_value");

            migrationBuilder.DropTable(
                name: "change");

            migrationBuilder.DropTable(
                name: "collection");

            migrationBuilder.DropTable(
                name: "collection_display");

            migrationBuilder.DropTable(
                name: "collection_right");

            migrationBuilder.DropTable(
                name: "dead_property");

            migrationBuilder.DropTable(
                name: "directory_address");

            migrationBuilder.DropTable(
                name: "directory_state");

            migrationBuilder.DropTable(
                name: "draft_attachment");

            migrationBuilder.DropTable(
                name: "draft_version");

            migrationBuilder.DropTable(
                name: "mail_domain");

            migrationBuilder.DropTable(
                name: "object");

            migrationBuilder.DropTable(
                name: "occurrence");

            migrationBuilder.DropTable(
                name: "outbox_item");

            migrationBuilder.DropTable(
                name: "person_group_member");

            migrationBuilder.DropTable(
                name: "person_preference");

            migrationBuilder.DropTable(
                name: "person_secret");

            migrationBuilder.DropTable(
                name: "replaced");

            migrationBuilder.DropTable(
                name: "web_session");

            migrationBuilder.DropTable(
                name: "draft");

            migrationBuilder.DropTable(
                name: "person_group");

            migrationBuilder.DropTable(
                name: "person");
        }
    }
}
