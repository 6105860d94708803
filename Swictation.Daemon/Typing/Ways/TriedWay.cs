using Swictation.Daemon.Typing.Experience;
using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>A way that loses texts on some desktops without a word: it is taken only for what a trial has shown to arrive.</summary>
internal sealed class TriedWay(IWay way, WayExperience experience) : IWay
{
    public DeliveryWay Name => way.Name;

    public string? Obstacle => way.Obstacle;

    public bool CanType(string text) => way.CanType(text) && experience.Proves(Name, text);

    public Task<WayFault?> TypeAsync(string text, Window? window, CancellationToken cancellationToken) =>
        way.TypeAsync(text, window, cancellationToken);

    public ValueTask DisposeAsync() => way.DisposeAsync();
}
