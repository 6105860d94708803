using Swictation.Domain.Errors;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>A job cannot go on.</summary>
/// <param name="reason">Why, for people.</param>
internal sealed class JobEndedException(string reason) : SwictationException(reason);
