using Swictation.Daemon.Speech.Recognition.Commands;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition.Commands;

public sealed class ScratchDirectoryTests : IDisposable
{
    // No process has it: the kernel gives out numbers up to 4194303.
    private const string OfNoProcess = "swictation-segment-4194999";

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void What_a_killed_recogniser_has_left_is_swept_and_nothing_else()
    {
        // That of process 1, which lives, and names that are no recogniser's.
        string[] others = ["swictation-segment-1", "swictation-segment-", "swictation-segment-x", "other-4194999"];
        foreach (var name in others.Append(OfNoProcess)) Directory.CreateDirectory(_directory.File(name));
        File.WriteAllText(Path.Combine(_directory.File(OfNoProcess), "segment.wav"), "speech");

        ScratchDirectory.Sweep(_directory.Path);

        Assert.Equal(
            others.Order(StringComparer.Ordinal),
            Directory.GetDirectories(_directory.Path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _directory.Dispose();
}
