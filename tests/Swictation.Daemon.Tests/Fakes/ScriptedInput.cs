using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>An input that does what a test says.</summary>
internal sealed class ScriptedInput(Func<CancellationToken, Task> run) : IInput
{
    public FakeLateAudio LateAudio { get; } = new();

    public ILateAudio Late => LateAudio;

    public Trouble? Trouble { get; set; }

    public bool IsHearing { get; set; }

    /// <summary>Why nothing could be heard; null if something could.</summary>
    public string? Obstacle { get; set; }

    public MicrophoneState? Microphone { get; set; }

    public int TimesLooked { get; private set; }

    public ValueTask<string?> FindObstacleAsync(TimeSpan atMost) => ValueTask.FromResult(Obstacle);

    public void Look() => TimesLooked++;

    public Task RunAsync(CancellationToken stopping) => run(stopping);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
