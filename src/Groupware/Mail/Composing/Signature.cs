namespace Groupware.Mail.Composing;

/// <summary>The person's signature as it stands in a new draft. The mark lets the editor replace it in one step.</summary>
public static class Signature
{
    /// <summary>An empty line to write in, then the signature; empty when the person has none.</summary>
    /// <param name="signatureHtml">Cleaned HTML of the settings.</param>
    public static string FirstBody(string signatureHtml) =>
        string.IsNullOrWhiteSpace(signatureHtml) ? "" : $"<div><br></div><div data-signature=\"\"><div>-- </div>{signatureHtml}</div>";
}
