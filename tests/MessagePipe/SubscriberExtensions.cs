namespace MessagePipe;

public static class SubscriberExtensions
{
    public static IDisposable Subscribe<TMessage>(this ISubscriber<TMessage> subscriber, Action<TMessage> handler)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return subscriber.Subscribe(new DelegateHandler<TMessage>(handler));
    }

    private sealed class DelegateHandler<TMessage>(Action<TMessage> handler) : IMessageHandler<TMessage>
    {
        public void Handle(TMessage message) => handler(message);
    }
}
