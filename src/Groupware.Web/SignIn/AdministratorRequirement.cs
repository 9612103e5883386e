using Groupware.People;
using Microsoft.AspNetCore.Authorization;

namespace Groupware.Web;

/// <summary>Only for administrators, as the directory has it now and not as it was at sign-in.</summary>
internal sealed class AdministratorRequirement : IAuthorizationRequirement
{
    public const string Policy = "Administrator";
}

internal sealed class AdministratorHandler(Persons persons) : AuthorizationHandler<AdministratorRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AdministratorRequirement requirement)
    {
        if (PersonPrincipal.IdOf(context.User) is { } id && await persons.FindAsync(id, CancellationToken.None) is { IsAdministrator: true, Disabled: false }) context.Succeed(requirement);
    }
}
