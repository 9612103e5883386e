using Microsoft.Extensions.DependencyInjection;

namespace Groupware.Contacts;

/// <summary>Registration of address books.</summary>
public static class ContactServices
{
    /// <summary>Adds address objects and the company directory as a book.</summary>
    public static IServiceCollection AddContacts(this IServiceCollection services) => services.AddSingleton<AddressObjects>().AddSingleton<ContactRows>().AddHostedService<DirectoryBook>();
}
