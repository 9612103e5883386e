using System.Net;

namespace Groupware.Testing;

/// <summary>What the sign-in form came to.</summary>
/// <param name="In">A session began.</param>
/// <param name="Status">Of the answer to the form.</param>
/// <param name="Page">The page that says why not; decoded.</param>
/// <param name="Client">With the session's cookie; follows no redirects.</param>
public sealed record SignInAnswer(bool In, HttpStatusCode Status, string Page, HttpClient Client);
