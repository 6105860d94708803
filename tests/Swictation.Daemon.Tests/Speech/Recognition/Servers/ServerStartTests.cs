using System.Net;
using Swictation.Daemon.Speech.Recognition.Servers;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition.Servers;

/// <summary>Speech leaves the machine only where the user says so, and the key of a server is well kept.</summary>
public sealed class ServerStartTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("http://192.0.2.7")]
    [InlineData("http://[2001:db8::7]:8080")]
    [InlineData("http://0.0.0.0")]
    public void Server_on_another_machine_is_refused_unless_it_is_allowed(string url)
    {
        var error = Assert.Throws<TranscriberException>(() => Open(url));

        Assert.Equal(url, error.Thing);
        Assert.Contains("--allow-remote", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_on_another_machine_that_is_allowed_need_not_be_there_at_the_start()
    {
        await using var transcriber = ServerTranscriber.Open(
            ServerSpec.Parse("http://no.such.host.invalid")!, allowsRemote: true, key: null, TimeProvider.System);

        Assert.NotNull(transcriber);
    }

    [Fact]
    public void Name_that_cannot_be_looked_up_is_refused()
    {
        var error = Assert.Throws<TranscriberException>(() => Open("http://no.such.host.invalid:8080"));

        Assert.StartsWith("http://no.such.host.invalid:8080: has a name that cannot be looked up", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_of_this_machine_is_fine()
    {
        await using var peer = new HttpPeer((_, request) => request.AnswerAsync("200 OK", """{"text":"words"}"""));
        var url = peer.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var transcriber = Open(url);

        var result = await transcriber.TranscribeAsync(new(new short[16], 0, 16, 0), CancellationToken.None);

        Assert.Equal(new TranscriptionResult.Text("words"), result);
        Assert.False(Assert.Single(peer.Requests).Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.200.3.4", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("::ffff:192.0.2.7", false)]
    [InlineData("192.168.1.7", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    public void Only_loopback_addresses_are_of_this_machine(string address, bool isOfThisMachine) =>
        Assert.Equal(isOfThisMachine, ServerAddresses.IsOfThisMachine(IPAddress.Parse(address)));

    [Fact]
    public void Key_of_a_file_wins_over_that_of_the_environment()
    {
        Assert.Equal("sk-file", ServerKey.Read(KeyFile("sk-file\n"), "sk-environment"));
        Assert.Equal("sk-environment", ServerKey.Read(file: null, "sk-environment"));
        Assert.Null(ServerKey.Read(file: null, given: ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("sk-1\nsk-2")]
    [InlineData("schlüssel")]
    public void What_is_no_key_is_refused_and_not_told(string text)
    {
        var file = Assert.Throws<TranscriberException>(() => ServerKey.Read(KeyFile(text), given: null));

        Assert.EndsWith("holds no key; write it there, on one line", file.Message, StringComparison.Ordinal);
        if (text.Length == 0) return;
        var variable = Assert.Throws<TranscriberException>(() => ServerKey.Read(file: null, text));
        Assert.DoesNotContain(text, variable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_that_others_can_read_is_refused()
    {
        var file = KeyFile("sk-file");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var error = Assert.Throws<TranscriberException>(() => ServerKey.Read(file, given: null));

        Assert.Equal($"{file}: holds a key and is open to other users; chmod 600 it", error.Message);
    }

    [Fact]
    public void Key_file_that_there_is_not_is_named()
    {
        var error = Assert.Throws<TranscriberException>(() => ServerKey.Read("/no/such/key", given: null));

        Assert.StartsWith("/no/such/key: cannot be read", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static ServerTranscriber Open(string url) =>
        ServerTranscriber.Open(ServerSpec.Parse(url)!, allowsRemote: false, key: null, TimeProvider.System);

    private string KeyFile(string text)
    {
        var file = _directory.File("key");
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
