namespace Groupware.Mail.Reading;

/// <summary>A part of a message that is saved or shown apart from its text.</summary>
/// <param name="Part">Section number (RFC 3501, section 6.4.5); empty for a message that is nothing but this part.</param>
/// <param name="Name">Safe file name: no path, no control or direction characters.</param>
/// <param name="MediaType">As the sender says; never trusted.</param>
/// <param name="Encoding">Content-Transfer-Encoding.</param>
/// <param name="Size">Octets after decoding, estimated.</param>
/// <param name="ContentId">Without angle brackets; null when it has none.</param>
public sealed record Attachment(string Part, string Name, string MediaType, string Encoding, long Size, string? ContentId);
