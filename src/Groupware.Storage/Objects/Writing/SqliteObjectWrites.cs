using NodaTime;

namespace Groupware.Storage.Objects.Writing;

/// <summary>The writes themselves, one after the other inside the group's transaction: each sees what the ones before it did.</summary>
internal static class SqliteObjectWrites
{
    public static WriteOutcome Put(SqliteObjectSql sql, ObjectPut put, Instant now)
    {
        var (id, content) = (put.Collection, put.Content);
        var collection = sql.Collection(id);
        var there = sql.ByName(id, put.Name);
        if (WriteRules.Refuse(put, collection, sql.Right(id, put.By), there, sql.ByUid(id, content.Uid)) is { } refused) return refused;
        if (there is not null && string.Equals(there.Hash, content.Hash, StringComparison.Ordinal)) return new(WriteStatus.Updated, there.Hash, null, there.Id, collection!.SyncToken);

        var token = sql.Raise(id);
        if (there is null)
        {
            var made = sql.Insert(id, put.Name, content, token, now);
            sql.Occurrences(id, made, content.Occurrences.Rows, replace: false);
            sql.Cards(id, made, content.CardTexts, replace: false);
            sql.Change(id, token, made, put.Name, ChangeOfObject.Created, now, put.By);
            return new(WriteStatus.Created, content.Hash, null, made, token);
        }

        sql.Keep(there.Id, token);
        sql.Update(there.Id, content, token, now);
        if (there.OccurrenceHash != content.Occurrences.Hash) sql.Occurrences(id, there.Id, content.Occurrences.Rows, replace: true);
        sql.Cards(id, there.Id, content.CardTexts, replace: true);
        sql.Change(id, token, there.Id, put.Name, ChangeOfObject.Updated, now, put.By);
        return new(WriteStatus.Updated, content.Hash, null, there.Id, token);
    }

    public static WriteOutcome Delete(SqliteObjectSql sql, ObjectDelete delete, Instant now)
    {
        var id = delete.Collection;
        var there = sql.ByName(id, delete.Name);
        if (WriteRules.Refuse(delete, sql.Collection(id), sql.Right(id, delete.By), there) is { } refused) return refused;

        var token = sql.Raise(id);
        sql.Keep(there!.Id, token);
        sql.Delete(id, there.Id);
        sql.Change(id, token, there.Id, delete.Name, ChangeOfObject.Deleted, now, delete.By);
        return new(WriteStatus.Deleted, null, null, there.Id, token);
    }

    public static WriteOutcome Move(SqliteObjectSql sql, ObjectMove move, Instant now)
    {
        var there = sql.ByName(move.From, move.Name);
        var target = sql.ByName(move.To, move.NewName);
        var uidHolder = there is null ? null : sql.ByUid(move.To, there.Uid);
        if (WriteRules.Refuse(move, sql.Collection(move.From), sql.Right(move.From, move.By), sql.Collection(move.To), sql.Right(move.To, move.By), there, target, uidHolder) is { } refused)
            return refused;

        sql.Change(move.From, sql.Raise(move.From), there!.Id, move.Name, ChangeOfObject.Deleted, now, move.By);
        var token = sql.Raise(move.To);
        if (target is not null)
        {
            sql.Keep(target.Id, token);
            sql.Delete(move.To, target.Id);
        }

        sql.Place(there.Id, move.From, move.To, move.NewName, token);
        sql.Change(move.To, token, there.Id, move.NewName, target is null ? ChangeOfObject.Created : ChangeOfObject.Updated, now, move.By);
        return new(target is null ? WriteStatus.Created : WriteStatus.Updated, there.Hash, null, there.Id, token);
    }

    public static WriteOutcome Reindex(SqliteObjectSql sql, ObjectReindex reindex)
    {
        if (!sql.Reindex(reindex)) return new(WriteStatus.NotFound);
        sql.Occurrences(reindex.Collection, reindex.ObjectId, reindex.Occurrences.Rows, replace: true);
        return new(WriteStatus.Updated);
    }
}
