using System.Collections.Immutable;

namespace MessagePipe;

/// <summary>The handlers of one type of message.</summary>
internal sealed class MessageBroker<TMessage>
{
    private ImmutableArray<IMessageHandler<TMessage>> _handlers = [];

    public void Publish(TMessage message)
    {
        foreach (var handler in _handlers) handler.Handle(message);
    }

    public IDisposable Subscribe(IMessageHandler<TMessage> handler)
    {
        ImmutableInterlocked.Update(ref _handlers, handlers => handlers.Add(handler));
        return new Subscription(this, handler);
    }

    private sealed class Subscription(MessageBroker<TMessage> broker, IMessageHandler<TMessage> handler) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(ref broker._handlers, handlers => handlers.Remove(handler));
    }
}

internal sealed class Publisher<TMessage>(MessageBroker<TMessage> broker) : IPublisher<TMessage>
{
    public void Publish(TMessage message) => broker.Publish(message);
}

internal sealed class Subscriber<TMessage>(MessageBroker<TMessage> broker) : ISubscriber<TMessage>
{
    public IDisposable Subscribe(IMessageHandler<TMessage> handler) => broker.Subscribe(handler);
}
