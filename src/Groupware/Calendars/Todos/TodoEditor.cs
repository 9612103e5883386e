using NodaTime;

namespace Groupware.Calendars.Todos;

/// <summary>What the form changed of a task, as changes of lines.</summary>
public static class TodoEditor
{
    /// <summary>A new object with one task.</summary>
    public static byte[] Create(TodoForm form, string uid, Instant now) => throw new NotSupportedException();

    /// <summary>What the form shows.</summary>
    public static TodoForm Read(ReadOnlyMemory<byte> body) => throw new NotSupportedException();

    /// <summary>The object with what the form changed.</summary>
    public static byte[] Update(ReadOnlyMemory<byte> body, TodoForm changed, Instant now) => throw new NotSupportedException();

    /// <summary>Done now; of a recurring task the next one becomes due.</summary>
    public static byte[] Complete(ReadOnlyMemory<byte> body, Instant now) => throw new NotSupportedException();

    /// <summary>Not done after all.</summary>
    public static byte[] Reopen(ReadOnlyMemory<byte> body, Instant now) => throw new NotSupportedException();
}
