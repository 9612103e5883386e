using Microsoft.EntityFrameworkCore;

namespace Groupware.Storage;

/// <summary>The schema on PostgreSQL, with its migrations.</summary>
public sealed class PostgresContext(DbContextOptions<PostgresContext> options) : GroupwareContext(options);
