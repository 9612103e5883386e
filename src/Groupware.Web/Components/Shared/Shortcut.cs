namespace Groupware.Web.Components.Shared;

/// <summary>A key of the page in front, for the help and, when it has an act, for the keyboard.</summary>
/// <param name="Keys">"n", "#", "Shift+i", "Ctrl+Enter", or a sequence "g i".</param>
/// <param name="Text">What it does, in the person's language.</param>
/// <param name="Act">Null when a control of the page carries the key itself (<c>data-key</c>) or its own script handles it.</param>
public sealed record Shortcut(string Keys, string Text, Func<Task>? Act = null);
