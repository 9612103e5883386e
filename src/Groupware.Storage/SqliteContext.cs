using Microsoft.EntityFrameworkCore;

namespace Groupware.Storage;

/// <summary>The schema on SQLite, with its migrations.</summary>
public sealed class SqliteContext(DbContextOptions<SqliteContext> options) : GroupwareContext(options);
