namespace Groupware.Testing;

/// <summary>The databases that the suite runs on.</summary>
public enum Database
{
    Sqlite,
    Postgres,
}
