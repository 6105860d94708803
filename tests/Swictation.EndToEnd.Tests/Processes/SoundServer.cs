using System.Diagnostics;
using System.Globalization;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>
/// PulseAudio without hardware, for a test alone: what is played goes nowhere, and can be listened to. Ended by its id.
/// </summary>
internal sealed class SoundServer : IAsyncDisposable
{
    /// <summary>The source that hears what is played.</summary>
    public const string Monitor = "out.monitor";

    // At the rate of the recordings: how a server changes rates is not what is tested.
    private const string Sink = "module-null-sink sink_name=out rate=16000 channels=1";

    private readonly Process _process;
    private readonly string _address;

    private SoundServer(Process process, string address)
    {
        _process = process;
        _address = address;
        // It says little; but a pipe that nobody reads would stop it.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What a daemon needs in its environment to hear it.</summary>
    public Dictionary<string, string> Environment(string alsaConfiguration) =>
        new() { ["PULSE_SERVER"] = _address, [AlsaDevices.Variable] = alsaConfiguration };

    /// <summary>Starts it, and returns when it answers.</summary>
    public static async Task<SoundServer> StartAsync(string directory)
    {
        var socket = Path.Combine(directory, "sound.sock");
        string[] arguments =
        [
            "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes",
            $"--load={Sink}", $"--load=module-native-protocol-unix auth-anonymous=1 socket={socket}",
        ];
        var server = new SoundServer(
            Process.Start(Executable.StartInfo("pulseaudio", arguments, directory))!, $"unix:{socket}");
        try
        {
            await Eventually.IsTrueAsync(() => File.Exists(socket), "the sound server listens");
            await server.ControlAsync("info");
            return server;
        }
        catch (TimeoutException)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays a file to its end, at its own pace.</summary>
    public Task PlayAsync(string path) => RunAsync("paplay", path);

    /// <summary>Takes the device away.</summary>
    public Task UnplugAsync() => ControlAsync("unload-module", "module-null-sink");

    /// <summary>Mutes the source that hears what is played, or takes that back.</summary>
    public Task MuteAsync(bool isMuted) => ControlAsync("set-source-mute", Monitor, isMuted ? "1" : "0");

    /// <summary>Makes a source of a name, and the default.</summary>
    /// <param name="name">The source is called so with <c>.monitor</c> behind it.</param>
    public async Task MakeDefaultAsync(string name)
    {
        await ControlAsync("load-module", "module-null-sink", $"sink_name={name}", "rate=16000", "channels=1");
        await ControlAsync("set-default-source", $"{name}.monitor");
    }

    public Task PlugInAsync() => ControlAsync(["load-module", .. Sink.Split(' ')]);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private Task ControlAsync(params string[] arguments) => RunAsync("pactl", arguments);

    private async Task RunAsync(string program, params string[] arguments)
    {
        var result = await Executable.RunAsync(
            "env", [$"PULSE_SERVER={_address}", program, .. arguments], Path.GetTempPath());
        Assert.True(
            result.ExitCode == 0,
            string.Create(CultureInfo.InvariantCulture, $"{program} ended with {result.ExitCode}: {result.Error}"));
    }
}
