using Swictation.Domain.Events;
using Swictation.Storage.Forgetting;

namespace Swictation.Daemon.Host.Unsaved;

/// <summary>Words that a log does not have yet: in memory while it cannot be written, and in files of what could not be stored.</summary>
internal interface IUnstoredWords
{
    /// <summary>Where the events stand that were held in memory until now; null where there were none.</summary>
    PositionRange? Released { get; }

    /// <summary>Removes what is selected, whenever it happened.</summary>
    /// <returns>How many events have lost their words.</returns>
    /// <exception cref="IOException">Some may be left.</exception>
    int Forget(ForgettingSelection wanted);
}
