using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Groupware.Testing;

/// <summary>A certificate authority for one test: the suite trusts it by <c>SSL_CERT_FILE</c>, nobody else does.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;
    private readonly string folder;

    public TestAuthority(string folder)
    {
        this.folder = folder;
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        RootFile = Path.Combine(folder, "ca.pem");
        File.WriteAllText(RootFile, root.ExportCertificatePem() + "\n");
    }

    /// <summary>PEM of the authority's own certificate.</summary>
    public string RootFile { get; }

    /// <summary>A server's certificate and key, as PEM files.</summary>
    /// <param name="name">The one host name it is valid for.</param>
    /// <param name="address">An address it is valid for as well.</param>
    public (string Certificate, string Key) Issue(string name, IPAddress? address = null)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, own, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null) names.AddIpAddress(address);
        if (name == "localhost") names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var issued = request.Create(root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        var (certificate, secret) = (Path.Combine(folder, name + ".pem"), Path.Combine(folder, name + ".key"));
        File.WriteAllText(certificate, issued.ExportCertificatePem() + "\n");
        File.WriteAllText(secret, own.ExportPkcs8PrivateKeyPem() + "\n");
        return (certificate, secret);
    }

    public void Dispose()
    {
        root.Dispose();
        key.Dispose();
    }
}
