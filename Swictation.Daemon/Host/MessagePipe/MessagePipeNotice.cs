using MessagePipe;
using Microsoft.Extensions.DependencyInjection;
using Swictation.Domain.Log;

namespace Swictation.Daemon.Host.MessagePipe;

/// <summary>
/// The notice of a commit through MessagePipe. Its publisher runs the handlers on the caller's thread, as the port
/// says; a handler that throws would keep it from those behind it, which is why none may.
/// </summary>
internal sealed class MessagePipeNotice : ICommitNotice, IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IPublisher<Committed> _publisher;
    private readonly ISubscriber<Committed> _subscriber;

    public MessagePipeNotice()
    {
        var services = new ServiceCollection();
        // Its search through all assemblies for handlers costs start-up time, and there are none to find.
        services.AddMessagePipe(options => options.EnableAutoRegistration = false);
        _services = services.BuildServiceProvider();
        _publisher = _services.GetRequiredService<IPublisher<Committed>>();
        _subscriber = _services.GetRequiredService<ISubscriber<Committed>>();
    }

    public void Publish(long head) => _publisher.Publish(new(head));

    public IDisposable Subscribe(Action<long> handler) =>
        _subscriber.Subscribe(committed => handler(committed.Head));

    /// <summary>Removes all handlers.</summary>
    public void Dispose() => _services.Dispose();

    private readonly record struct Committed(long Head);
}
