using Swictation.Daemon.Input;
using Swictation.Daemon.Recording;
using Swictation.Daemon.Recovery;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>An input that does what a test says, and has nothing pending.</summary>
internal sealed class ScriptedInput(Func<CancellationToken, Task> run) : IInput
{
    public bool IsEmpty => true;

    public ILateAudio Late { get; } = new FakeLateAudio();

    public Task RunAsync(SessionRecorder recorder, RecordingGate gate, CancellationToken stopping) => run(stopping);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
