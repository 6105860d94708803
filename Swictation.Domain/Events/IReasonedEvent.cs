using Swictation.Domain.Reasons;

namespace Swictation.Domain.Events;

/// <summary>An event that says why. Its version is <see cref="Reason.CodedVersion"/> where the reason is a code.</summary>
public interface IReasonedEvent
{
    Reason Reason { get; }
}
