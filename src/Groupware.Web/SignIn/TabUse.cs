using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Groupware.Web;

/// <summary>What a browser sends over an open tab's connection counts as use of its session; the connection alone does not.</summary>
internal sealed class TabUse(SessionAuthenticationStateProvider state) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        state.Use();
        return next(context);
    };
}
