using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Forgetting;

/// <summary>A log out of which words can be removed for good (promise P11).</summary>
public interface IForgettingLog
{
    /// <summary>Its name.</summary>
    string LogId { get; }

    /// <summary>True while copies of something that was forgotten may be in some file of the log.</summary>
    bool IsForgetting { get; }

    /// <summary>A program that reads the log in one transaction, so that copies stay; null while there is none.</summary>
    FileHolder? ForgettingHeldBy { get; }

    /// <summary>
    /// Removes what was said, and leaves its figures and events that say so. When it returns nobody can read, find or receive
    /// it any more; copies in the files of the log go within seconds, in a running log while it is appended to:
    /// <see cref="IsForgetting"/> says when none is left. All that is selected is written down at once: where it cannot be finished
    /// the next start does.
    /// </summary>
    /// <param name="wanted">What fits one of these goes.</param>
    /// <param name="files">Files beside the log that go too.</param>
    /// <returns>What went, with what belonged to it.</returns>
    /// <exception cref="EventLogWriteException">It could not be finished; the next start of a daemon goes on with it.</exception>
    IReadOnlyList<ForgettingPlan> ForgetAll(IReadOnlyList<ForgettingSelection> wanted, IReadOnlyList<FileStretch> files);
}
