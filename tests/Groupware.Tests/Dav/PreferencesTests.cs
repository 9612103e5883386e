using Groupware.Dav;
using Microsoft.AspNetCore.Http;

namespace Groupware.Tests.Dav;

/// <summary>RFC 7240, section 2: what is a preference, and which of two counts.</summary>
public sealed class PreferencesTests
{
    [Theory]
    [InlineData("", "", false, false, false)]
    [InlineData("return=minimal", "", true, false, false)]
    [InlineData("RETURN = \"minimal\"", "", true, false, false)]
    [InlineData("return=representation", "", false, true, false)]
    [InlineData("respond-async, depth-noroot , return=minimal; foo=\"a, b\"", "", true, false, true)]
    [InlineData("return=minimal, return=representation", "", true, false, false)]
    [InlineData("wait=10; return=minimal", "", false, false, false)]
    [InlineData("handling=\"lenient, return=minimal\"", "", false, false, false)]
    [InlineData("x=\"a\\\", return=minimal\"", "", false, false, false)]
    [InlineData("return", "", false, false, false)]
    [InlineData("return=", "", false, false, false)]
    [InlineData(",;=,\"", "", false, false, false)]
    [InlineData("", "t", true, false, false)]
    [InlineData("", "f", false, false, false)]
    [InlineData("depth-noroot", "t", true, false, true)]
    [InlineData("return=representation", "t", false, true, false)]
    public void Each_header_is_read_as_it_is_meant(string prefer, string brief, bool minimal, bool representation, bool noRoot)
    {
        var request = new DefaultHttpContext().Request;
        if (prefer.Length > 0) request.Headers["Prefer"] = prefer;
        if (brief.Length > 0) request.Headers["Brief"] = brief;
        Assert.Equal(new Preferences(minimal, representation, noRoot), Preferences.Read(request));
    }
}
