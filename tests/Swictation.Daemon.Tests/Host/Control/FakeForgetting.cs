using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Storage.Forgetting;

namespace Swictation.Daemon.Tests.Host.Control;

/// <summary>A log that notes what it is asked to forget.</summary>
internal sealed class FakeForgetting : IForgettingLog
{
    public string LogId => "0123456789abcdef0123456789abcdef";

    public bool IsForgetting { get; set; }

    public FileHolder? ForgettingHeldBy { get; set; }

    /// <summary>Files that may go.</summary>
    public IReadOnlyList<string> SetAside { get; set; } = [];

    /// <summary>Why it cannot be written; null while it can.</summary>
    public EventLogWriteException? Failure { get; set; }

    public List<(ForgettingSelection Wanted, IReadOnlyList<FileStretch> Files)> Asked { get; } = [];

    /// <summary>How often it was asked.</summary>
    public int Orders { get; private set; }

    public IReadOnlyList<ForgettingPlan> ForgetAll(IReadOnlyList<ForgettingSelection> wanted, IReadOnlyList<FileStretch> files)
    {
        if (Failure is not null) throw Failure;
        Orders++;
        Asked.AddRange(wanted.Select(selection => (selection, files)));
        return [.. wanted.Select(selection => new ForgettingPlan(selection, [selection.After + 17, selection.After + 18], [17], [new(1)], []))];
    }
}
