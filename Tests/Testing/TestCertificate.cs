using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AudioStreaming.Testing;

/// <summary>Of a server on loopback, signed by itself.</summary>
/// <param name="Certificate">In PEM.</param>
/// <param name="Key">PKCS #8 in PEM.</param>
public sealed record TestCertificate(string Certificate, string Key)
{
    private const int KeySize = 2048;

    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    public static TestCertificate Create()
    {
        using var key = RSA.Create(KeySize);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest(
            "CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now - Life, now + Life);
        return new TestCertificate(
            certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
