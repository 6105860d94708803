using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Swictation.Daemon.Speech.Recognition.Servers;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Tests.Speech.Recognition.Servers;

/// <summary>Speech goes over https only to whom it is meant for.</summary>
public sealed class ServerTlsTests
{
    [Fact]
    public void Library_that_https_needs_and_that_is_missing_is_named()
    {
        var error = Assert.Throws<TranscriberException>(() => Open("https://127.0.0.1:1", ["libno-such-ssl.so.3"]));

        Assert.Equal(
            "https://127.0.0.1:1: needs libssl for https, which is missing; install it with: apt install libssl3", error.Message);
    }

    [Fact]
    public async Task Library_that_is_missing_is_no_matter_without_https()
    {
        await using var transcriber = Open("http://127.0.0.1:1", ["libno-such-ssl.so.3"]);

        Assert.NotNull(transcriber);
    }

    [Fact]
    public async Task Certificate_that_nobody_vouches_for_is_refused_and_no_speech_is_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeOnceAsync(listener);
        var url = $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        await using var transcriber = Open(url, tls: null);

        var result = await transcriber.TranscribeAsync(new(new short[1_600], 0, 1_600, 0), CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(60));

        var reason = Assert.IsType<TranscriptionResult.Failed>(result).Reason;
        Assert.StartsWith($"{url}: there is no secure connection (The remote certificate is invalid", reason, StringComparison.Ordinal);
        Assert.Contains("update-ca-certificates", reason, StringComparison.Ordinal);
        Assert.Equal(0, await serving.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private static ServerTranscriber Open(string url, IEnumerable<string>? tls) =>
        ServerTranscriber.Open(ServerSpec.Parse(url)!, allowsRemote: false, key: null, TimeProvider.System, tls);

    // How many bytes of a request came through.
    private static async Task<int> ServeOnceAsync(TcpListener listener)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            return await stream.ReadAsync(new byte[1_024]);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return 0;
        }
    }
}
