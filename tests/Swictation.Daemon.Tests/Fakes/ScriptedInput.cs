using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;
using Swictation.Domain.Recognition;

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

    /// <summary>What sessions have chosen, but for the name <c>unknown</c>.</summary>
    public List<RecogniserChoice> Prepared { get; } = [];

    public MicrophoneState? Microphone { get; set; }

    public int TimesLooked { get; private set; }

    public ValueTask<string?> FindObstacleAsync(TimeSpan atMost) => ValueTask.FromResult(Obstacle);

    public string? Prepare(RecogniserChoice choice)
    {
        if (choice.Transcriber == "unknown") return "unknown: is no recogniser of this daemon; there are de, en";

        Prepared.Add(choice);
        return null;
    }

    public void Look() => TimesLooked++;

    public Task RunAsync(CancellationToken stopping) => run(stopping);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
