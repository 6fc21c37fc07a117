import { defineMessages } from '#web/i18n/messages.ts';

export const words = defineMessages(
  {
    title: 'Hộp thư trình diễn',
    lead: 'Thư thật do hệ thống gửi qua SMTP, nhận vào đây thay cho hộp thư của từng người. Không thư nào ra ngoài máy này.',
    recipient: 'Người nhận',
    everybody: (count: number) => `Mọi người (${count} thư)`,
    oneRecipient: (address: string, count: number) => `${address} (${count})`,
    mails: 'Thư',
    to: 'Gửi tới',
    from: 'Người gửi',
    sentAt: 'Lúc',
    detail: 'Nội dung thư',
    none: 'Chưa có thư nào',
    noneText:
      'Giao một việc, hoặc cho đồng hồ trình diễn đi tới gần hạn: thư nhắc được gửi trong giờ làm việc và hiện ở đây.',
    noneForThis: 'Người này chưa nhận thư nào',
    seeAll: 'Xem thư của mọi người',
    older: 'Xem thư cũ hơn',
    copies: (count: number) => `Đã nhận ${count} lần cùng một mã thư; chỉ hiện một.`,
    messageId: 'Mã thư',
  },
  {
    title: 'Demonstration mailbox',
    lead: 'Real mails sent over SMTP, received here in place of everybody’s own mailbox. None leaves this machine.',
    recipient: 'Recipient',
    everybody: (count: number) => `Everybody (${count})`,
    oneRecipient: (address: string, count: number) => `${address} (${count})`,
    mails: 'Mails',
    to: 'To',
    from: 'From',
    sentAt: 'At',
    detail: 'The mail',
    none: 'No mail yet',
    noneText:
      'Issue a task, or move the demonstration clock towards a due date: reminders are sent in working hours and arrive here.',
    noneForThis: 'This person has no mail yet',
    seeAll: 'See everybody’s mail',
    older: 'Show older mails',
    copies: (count: number) => `Received ${count} times under one Message-ID; shown once.`,
    messageId: 'Message-ID',
  },
);
